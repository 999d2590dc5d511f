package io.gantry.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A private key with its certificate first in the chain. On disk two files: {@code NAME.crt} and {@code NAME.key}, the key
 * with mode 0600.
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new PkiException("chain: a credential needs its certificate");
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public String certificatePem() {
        return Pem.encode(chain);
    }

    public String keyPem() {
        return Pem.encode(key, certificate().getPublicKey());
    }

    /** Writes both files, the key first: a certificate on disk always has its key. */
    public void save(Path directory, String name) throws IOException {
        PrivateFiles.createDirectory(directory);
        PrivateFiles.writeSecret(directory.resolve(name + ".key"), keyPem());
        PrivateFiles.writePublic(directory.resolve(name + ".crt"), certificatePem());
    }

    /** Reads what {@link #save} wrote; empty when either file is not there or the two do not belong together. */
    public static Optional<Credential> load(Path directory, String name) throws IOException {
        var keyFile = directory.resolve(name + ".key");
        var certificateFile = directory.resolve(name + ".crt");
        if (!Files.exists(keyFile) || !Files.exists(certificateFile)) {
            return Optional.empty();
        }
        var key = Pem.privateKey(keyFile.toString(), Files.readString(keyFile));
        var chain = Pem.certificates(certificateFile.toString(), Files.readString(certificateFile));
        // A crash between the two renames leaves a new key beside an old certificate.
        return Keys.belongTogether(key, chain.getFirst().getPublicKey())
                ? Optional.of(new Credential(key, chain))
                : Optional.empty();
    }
}
