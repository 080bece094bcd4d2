package dev.pricetide.predict;

import dev.pricetide.predict.model.ForecastModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says which model is served; it is loaded before the application listens. */
@Readiness
@ApplicationScoped
class ModelReadiness implements HealthCheck {

    private final ForecastModel model;

    ModelReadiness(ForecastModel model) {
        this.model = model;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Model")
                .up()
                .withData("model", model.card().toString())
                .build();
    }
}
