package dev.pricetide.query.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Lets browsers keep the page's files as long as they are the same: each has an ETag made of its content, which every
 * process of this version agrees on, and is asked for again with it.
 */
@ApplicationScoped
class ConsoleCaching {

    private static final int BEFORE_THE_FILES = 10;
    private static final Pattern FILE = Pattern.compile("/index\\.html|/console/[a-z]+(\\.[a-z]+)+");

    private final Map<String, String> tags = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        filters.register(this::tag, BEFORE_THE_FILES);
    }

    private void tag(RoutingContext request) {
        HttpMethod method = request.request().method();
        String path = request.normalizedPath().equals("/") ? "/index.html" : request.normalizedPath();
        boolean asksForFile = FILE.matcher(path).matches() && (method == HttpMethod.GET || method == HttpMethod.HEAD);
        String tag = asksForFile ? tags.computeIfAbsent(path, ConsoleCaching::tagOf) : null;
        if (tag == null) {
            request.next();
            return;
        }
        request.response().putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (tag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            request.response().setStatusCode(304).end();
        } else {
            request.next();
        }
    }

    /** A weak tag, for the same file goes out compressed and plain; null where there is no such file. */
    private static String tagOf(String path) {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
            if (file == null) {
                return null;
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
