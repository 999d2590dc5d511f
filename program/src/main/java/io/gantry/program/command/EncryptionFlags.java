package io.gantry.program.command;

import io.gantry.server.encryption.Encryption;
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
        return file == null ? null : FlagFiles.read(OPTION, file, path -> Encryption.of(path, new SecureRandom()));
    }
}
