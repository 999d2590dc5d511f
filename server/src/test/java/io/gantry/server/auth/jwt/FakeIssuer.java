package io.gantry.server.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.gantry.api.codec.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer with keys of its own that publishes what the test says, and counts who asks. */
public final class FakeIssuer implements IssuerDocuments, IssuerDocuments.Connector {
    static final String URL = "https://issuer.test";
    static final RSAKey RSA = rsa("rsa");
    static final RSAKey OTHER_RSA = rsa("rsa-2");
    static final ECKey P256 = curve(Curve.P_256, "p256");
    static final ECKey P384 = curve(Curve.P_384, "p384");
    static final ECKey P521 = curve(Curve.P_521, "p521");

    final List<String> asked = new ArrayList<>();
    /** Others than its description and its keys. */
    final Map<String, String> documents = new HashMap<>();

    List<JWK> keys = List.of(RSA, P256, P384, P521);
    String issuer = URL;
    String keysAt = URL + "/keys";
    boolean down;

    @Nullable
    String authority;

    int closed;

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey curve(Curve curve, String id) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public IssuerDocuments trusting(@Nullable String authorityPem) {
        authority = authorityPem;
        return this;
    }

    @Override
    public byte[] get(URI place, String accessToken, Duration timeout) throws IOException {
        asked.add(place + (accessToken.isEmpty() ? "" : " " + accessToken));
        if (down) {
            throw new IOException("connection refused");
        }
        if (place.toString().equals(keysAt)) {
            return new JWKSet(keys).toString(true).getBytes(StandardCharsets.UTF_8);
        }
        String document = documents.get(place.toString());
        if (document != null) {
            return document.getBytes(StandardCharsets.UTF_8);
        }
        return Tree.toJson(Map.of("issuer", issuer, "jwks_uri", keysAt));
    }

    @Override
    public void close() {
        closed++;
    }

    /** A token that is good for an hour from the beginning of virtual time. */
    public static String token(Map<String, ?> more) {
        return signed(JWSAlgorithm.RS256, RSA, claims(more));
    }

    /** What a token usually says, and more; a value of null takes a claim away. */
    static Map<String, Object> claims(Map<String, ?> more) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", URL);
        claims.put("aud", "kubernetes");
        claims.put("exp", 1_767_225_600L + 3600);
        claims.put("sub", "ann");
        claims.putAll(more);
        return claims;
    }

    static String signed(JWSAlgorithm algorithm, JWK key, Map<String, ?> claims) {
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                    new Payload(new String(Tree.toJson(claims), StandardCharsets.UTF_8)));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
