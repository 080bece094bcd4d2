package dev.pricetide.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a field of a test class: {@link PipelineServers} sets it before the test, to a {@code CqlSession} on the module's
 * keyspace or to its {@link EventsTopic}, after the field's type.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromPipeline {}
