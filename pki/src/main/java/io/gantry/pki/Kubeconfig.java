package io.gantry.pki;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** A kubeconfig file of one cluster, one user and one context, with the certificates in it. */
public record Kubeconfig(String clusterName, URI server, String authorityPem, String userName, Credential user) {
    public Kubeconfig {
        for (var name : new String[] {clusterName, userName}) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9:._-]*")) {
                throw new PkiException("name: '" + name + "' must consist of letters, digits and : . _ -");
            }
        }
    }

    public String toYaml() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: "%1$s"
                  cluster:
                    server: "%2$s"
                    certificate-authority-data: %3$s
                users:
                - name: "%4$s"
                  user:
                    client-certificate-data: %5$s
                    client-key-data: %6$s
                contexts:
                - name: "%1$s"
                  context:
                    cluster: "%1$s"
                    user: "%4$s"
                current-context: "%1$s"
                """.formatted(
                clusterName, server, base64(authorityPem), userName, base64(user.certificatePem()), base64(keyPem()));
    }

    /** In the form that most clients read. */
    private String keyPem() {
        return user.key() instanceof ECPrivateKey key && user.certificate().getPublicKey() instanceof ECPublicKey point
                ? Sec1.encode(key, point)
                : user.keyPem();
    }

    /** Writes the file with mode 0600: it holds a key. */
    public void save(Path file) throws IOException {
        PrivateFiles.writeSecret(file, toYaml());
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
