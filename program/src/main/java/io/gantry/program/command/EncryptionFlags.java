package io.gantry.program.command;

import io.gantry.base.Time;
import io.gantry.program.UserError;
import io.gantry.server.encryption.Encryption;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is encrypted in the store, and how: an option with the name that it has in Kubernetes. */
final class EncryptionFlags {
    private static final String OPTION = "--encryption-provider-config";
    private static final String RELOAD = "--encryption-provider-config-automatic-reload";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description =
                    "Encrypt what is stored as this EncryptionConfiguration says. Default: secrets, with the key in"
                            + " pki/encryption.yaml of the data directory")
    private @Nullable Path file;

    @Option(
            names = RELOAD,
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Read that file again when it changes. Default: false")
    private boolean reload;

    /** Reads the file; null when there is none to be read. */
    @Nullable
    Encryption load() {
        if (file == null) {
            if (reload) {
                throw new UserError(RELOAD + " must be set with " + OPTION + ".");
            }
            return null;
        }
        SecureRandom random = new SecureRandom();
        return FlagFiles.read(
                OPTION,
                file,
                path -> reload
                        ? Encryption.reloading(path, random, Time.system())
                        : Encryption.of(path, random, Time.system()));
    }
}
