package io.gantry.server.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** The public keys of an issuer: a JSON Web Key Set (RFC 7517). Immutable and thread-safe. */
final class SigningKeys {
    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

    private final JWKSet set;

    private SigningKeys(JWKSet set) {
        this.set = set;
    }

    /** @throws IOException when it is no key set */
    static SigningKeys parse(byte[] json) throws IOException {
        try {
            return new SigningKeys(JWKSet.parse(new String(json, StandardCharsets.UTF_8)));
        } catch (ParseException e) {
            throw new IOException("the key set cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether one of the keys made the signature: the one that the token names, or any when it names none. */
    boolean signed(JWSObject token) {
        String id = token.getHeader().getKeyID();
        for (JWK key : set.getKeys()) {
            if ((id == null || id.isEmpty() || id.equals(key.getKeyID())) && signed(token, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signed(JWSObject token, JWK key) {
        var algorithm = token.getHeader().getAlgorithm();
        boolean meant = (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
        if (!meant) {
            return false;
        }
        try {
            JWSVerifier verifier = verifier(key);
            return verifier != null && verifier.supportedJWSAlgorithms().contains(algorithm) && token.verify(verifier);
        } catch (JOSEException e) {
            LOG.log(System.Logger.Level.DEBUG, "a key cannot check a signature", e);
            return false;
        }
    }

    /** Null for keys that sign nothing here: what both sides know is no signature. */
    private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey curve -> new ECDSAVerifier(curve);
            default -> null;
        };
    }
}
