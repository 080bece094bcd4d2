package dev.pricetide.predict;

import dev.pricetide.predict.model.ForecastModel;
import dev.pricetide.predict.model.ModelRefusedException;
import dev.pricetide.predict.model.ModelRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Loads the champion while the application starts, and ends it where there is none that can be served. */
@Singleton
class ModelLoader {

    /** Where ONNX Runtime looks for its two libraries; without it they are unpacked from its jar at every start. */
    private static final String LIBRARIES_PROPERTY = "onnxruntime.native.path";

    private static final Logger LOG = Logger.getLogger(ModelLoader.class);

    private final ApplicationFolder application = ApplicationFolder.ofThisProcess();

    void loadOrExit(@Observes StartupEvent starting, Instance<ForecastModel> model) {
        try {
            LOG.infof("The model is loaded: model=%s", model.get().card());
        } catch (ModelRefusedException e) {
            // Thrown on, it would be a stack trace of Quarkus' start with this sentence somewhere in its middle.
            LOG.error(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    @Produces
    @Singleton
    ForecastModel model(ModelConfig config) {
        if (System.getProperty(LIBRARIES_PROPERTY) == null) {
            application
                    .beside("onnxruntime")
                    .ifPresent(folder -> System.setProperty(LIBRARIES_PROPERTY, folder.toString()));
        }
        return ModelRegistry.at(config.registry(), application.path()).load(config.currency());
    }

    void close(@Disposes ForecastModel model) {
        model.close();
    }
}
