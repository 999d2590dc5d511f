package io.gantry.pki;

/**
 * What a token says that lies in a Secret and holds as long as that does.
 *
 * @param namespace of the Secret and of the service account
 */
public record SecretTokenClaims(String namespace, String secret, String serviceAccount, String serviceAccountUid) {
    /** Whom the token stands for. */
    public String subject() {
        return ServiceAccountTokens.subject(namespace, serviceAccount);
    }
}
