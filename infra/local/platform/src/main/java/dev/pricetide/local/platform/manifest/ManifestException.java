package dev.pricetide.local.platform.manifest;

/** A manifest that cannot be understood; the message names the file, the resource, the field and what would be right. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ManifestException(String message) {
        super(message);
    }
}
