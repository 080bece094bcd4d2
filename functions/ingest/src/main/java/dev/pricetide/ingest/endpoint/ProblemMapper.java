package dev.pricetide.ingest.endpoint;

import dev.pricetide.ingest.batch.BatchRefusedException;
import dev.pricetide.ingest.kafka.EventsUnavailableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every exception with a {@link Problem}. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response refused(BatchRefusedException e) {
        Status status =
                e.kind() == BatchRefusedException.Kind.TOO_LARGE ? Status.REQUEST_ENTITY_TOO_LARGE : Status.BAD_REQUEST;
        return Problem.response(status, e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response unavailable(EventsUnavailableException e) {
        return unavailable(
                "Not all events of the batch could be stored. Send it again, under the same Idempotency-Key.");
    }

    @ServerExceptionMapper
    Response busy(BatchSlots.BusyException e) {
        return unavailable(e.getMessage());
    }

    /** Where the client itself is gone nobody reads this answer. */
    @ServerExceptionMapper
    Response broken(IOException e) {
        boolean gzip = e instanceof ZipException || e instanceof EOFException;
        return Problem.response(
                        Status.BAD_REQUEST,
                        gzip
                                ? "The body is not complete gzip, although Content-Encoding says gzip."
                                : "The body broke off. Send the batch again, under the same Idempotency-Key.")
                .build();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo uri) {
        return Problem.response(
                        Status.NOT_FOUND,
                        "There is nothing at " + uri.getPath() + "; batches are posted to /v1/batches.")
                .build();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e) {
        return Problem.response(
                        Status.METHOD_NOT_ALLOWED, "Batches can only be posted here: POST with a CSV as the body.")
                .header(HttpHeaders.ALLOW, "POST")
                .build();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        return Problem.response(e.getResponse().getStatusInfo(), e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("A batch failed for a reason that is no fault of its sender", e);
        return Problem.response(
                        Status.INTERNAL_SERVER_ERROR, "The batch could not be taken; the log of ingest has the reason.")
                .build();
    }

    private static Response unavailable(String detail) {
        return Problem.response(Status.SERVICE_UNAVAILABLE, detail)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
