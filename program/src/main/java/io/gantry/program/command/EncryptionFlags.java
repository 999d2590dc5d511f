package io.gantry.program.command;

import io.gantry.program.UserError;
import io.gantry.server.encryption.Encryption;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is encrypted in the store, and how: an option with the name that it has in Kubernetes. */
final class EncryptionFlags {
    private static final String OPTION = "--encryption-provider-config";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description =
                    "Encrypt what is stored as this EncryptionConfiguration says. Default: secrets, with the key in"
                            + " pki/encryption.yaml of the data directory")
    private @Nullable Path file;

    /** Reads the file; null when there is none to be read. */
    @Nullable
    Encryption load() {
        if (file == null) {
            return null;
        }
        try {
            return Encryption.of(file, new SecureRandom());
        } catch (NoSuchFileException e) {
            throw new UserError(OPTION + ": there is no file " + file + ".", e);
        } catch (IOException e) {
            throw new UserError(OPTION + ": " + file + " cannot be used: " + e.getMessage() + ".", e);
        }
    }
}
