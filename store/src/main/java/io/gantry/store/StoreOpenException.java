package io.gantry.store;

import io.gantry.base.Reason;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A store's directory cannot be opened. The message names the directory and what to do. */
public final class StoreOpenException extends StoreException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient Path directory;

    StoreOpenException(Path directory, Reason reason, @Nullable Throwable cause) {
        super(reason.message(), cause, true);
        this.reason = reason;
        this.directory = directory;
    }

    /**
     * Code: {@code DirectoryLocked}, {@code DirectoryUnusable}, {@code NewerFormat}, {@code Corrupted}, {@code
     * ValueUnreadable} or {@code NativeLibraryMissing}.
     */
    public Reason reason() {
        return reason;
    }

    public Path directory() {
        return directory;
    }
}
