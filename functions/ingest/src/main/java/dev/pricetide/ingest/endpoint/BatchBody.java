package dev.pricetide.ingest.endpoint;

import dev.pricetide.ingest.batch.Limits;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What the headers say of the body: a CSV, perhaps compressed. */
final class BatchBody {

    private static final MediaType CSV = new MediaType("text", "csv");

    private BatchBody() {}

    /**
     * The body as CSV.
     *
     * @throws ClientErrorException if the headers already say that it is none, or longer than a batch may be
     * @throws IOException if it begins unlike the compressed body that the headers promise
     */
    static InputStream open(HttpHeaders headers, InputStream body) throws IOException {
        checkType(headers.getMediaType());
        checkLength(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(body, 8192);
        }
        throw new NotSupportedException("Content-Encoding is " + encoding + "; it must be gzip or absent.");
    }

    private static void checkType(MediaType type) {
        if (type == null || !type.isCompatible(CSV) || type.isWildcardType() || type.isWildcardSubtype()) {
            throw new NotSupportedException("Content-Type is " + (type == null ? "missing" : type)
                    + "; it must be text/csv, in UTF-8 with a header row.");
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new NotSupportedException("The charset of Content-Type is " + charset + "; it must be utf-8.");
        }
    }

    private static void checkLength(String contentLength) {
        if (contentLength != null && Long.parseLong(contentLength) > Limits.STANDARD.bytes()) {
            throw new ClientErrorException(
                    "The batch has " + contentLength + " bytes and may have " + Limits.STANDARD.bytes()
                            + "; send it as several batches.",
                    Status.REQUEST_ENTITY_TOO_LARGE);
        }
    }
}
