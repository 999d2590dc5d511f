package io.gantry.pki;

import io.gantry.pki.TokenCheck.Invalid;
import io.gantry.pki.TokenCheck.Valid;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies service-account tokens: JSON Web Tokens (RFC 7519) signed with ES256, in the claim layout of
 * Kubernetes, so that client libraries and cloud providers read them.
 *
 * <p>Thread-safe. Keys on disk: {@code sa.key} signs; every key in {@code sa.pub} verifies, so that a key can be replaced
 * without making the tokens of the old one invalid. A verification costs about a quarter of a millisecond: callers on a hot
 * path remember the result.
 */
public final class ServiceAccountTokens {
    /** How far the clock of a verifier may be behind, as Kubernetes allows. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final int MAX_TOKEN_LENGTH = 16 * 1024;
    /** Kubernetes' own, whatever a cluster's issuer is called. */
    private static final String SECRETS_ISSUER = "kubernetes/serviceaccount";

    private static final String SECRETS_PREFIX = "kubernetes.io/serviceaccount/";
    /** Both halves of a P-256 signature as JSON Web Signature lays them out (RFC 7518 §3.4). */
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final String issuer;
    private final PrivateKey signingKey;
    private final Map<String, ECPublicKey> keysById;
    private final String header;

    private ServiceAccountTokens(String issuer, PrivateKey signingKey, List<PublicKey> keys) {
        this.issuer = issuer;
        this.signingKey = signingKey;
        var byId = new LinkedHashMap<String, ECPublicKey>();
        for (var key : keys) {
            if (!(key instanceof ECPublicKey elliptic)
                    || elliptic.getParams().getCurve().getField().getFieldSize() != 256) {
                throw new PkiException("sa.pub: only EC keys on P-256 sign service-account tokens");
            }
            byId.put(keyId(key), elliptic);
        }
        keysById = byId;
        // Put together by hand (an id is base64), so that a process that issues no token loads no JSON library for it.
        header = encode(
                ("{\"alg\":\"ES256\",\"kid\":\"" + keyId(keys.getFirst()) + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** Loads the keys from a directory, or makes them there. */
    public static ServiceAccountTokens open(Path directory, String issuer) throws IOException {
        var keyFile = directory.resolve("sa.key");
        var publicFile = directory.resolve("sa.pub");
        if (Files.exists(keyFile) && Files.exists(publicFile)) {
            var key = Pem.privateKey(keyFile.toString(), Files.readString(keyFile));
            var publicKeys = Pem.publicKeys(publicFile.toString(), Files.readString(publicFile));
            if (!Keys.belongTogether(key, publicKeys.getFirst())) {
                throw new PkiException(
                        publicFile + ": its first key is not that of " + keyFile + "; put the two back together");
            }
            return new ServiceAccountTokens(issuer, key, publicKeys);
        }
        var keys = Keys.generate();
        PrivateFiles.createDirectory(directory);
        PrivateFiles.writePublic(publicFile, Pem.encode(keys.getPublic()));
        PrivateFiles.writeSecret(keyFile, Pem.encode(keys.getPrivate(), keys.getPublic()));
        return new ServiceAccountTokens(issuer, keys.getPrivate(), List.of(keys.getPublic()));
    }

    /** Keys that exist in memory only. */
    public static ServiceAccountTokens create(String issuer) {
        var keys = Keys.generate();
        return new ServiceAccountTokens(issuer, keys.getPrivate(), List.of(keys.getPublic()));
    }

    public String issuer() {
        return issuer;
    }

    /** A signed token that starts now. */
    public String issue(TokenSpec spec, Instant now) {
        var start = now.getEpochSecond();
        var claims = TokenJson.write(json -> {
            json.writeArrayFieldStart("aud");
            for (var audience : spec.audiences()) {
                json.writeString(audience);
            }
            json.writeEndArray();
            json.writeNumberField("exp", start + spec.expiration().toSeconds());
            json.writeNumberField("iat", start);
            json.writeStringField("iss", issuer);
            json.writeStringField("jti", UUID.randomUUID().toString());
            json.writeObjectFieldStart("kubernetes.io");
            json.writeStringField("namespace", spec.namespace());
            TokenJson.writeBound(json, "node", spec.node());
            TokenJson.writeBound(json, "pod", spec.pod());
            TokenJson.writeBound(json, "secret", spec.secret());
            TokenJson.writeBound(
                    json, "serviceaccount", new TokenSpec.BoundObject(spec.serviceAccount(), spec.serviceAccountUid()));
            if (spec.warnAfter() != null) {
                json.writeNumberField("warnafter", start + spec.warnAfter().toSeconds());
            }
            json.writeEndObject();
            json.writeNumberField("nbf", start);
            json.writeStringField("sub", subject(spec.namespace(), spec.serviceAccount()));
        });
        return signed(claims);
    }

    private String signed(byte[] claims) {
        var signed = header + "." + encode(claims);
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signingKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new PkiException("the token cannot be signed", e);
        }
    }

    /** Whether {@code token} looks like one of this issuer's, without checking anything: another authenticator's otherwise. */
    public boolean concerns(String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > MAX_TOKEN_LENGTH || parts.length != 3) {
            return false;
        }
        try {
            return issuer.equals(TokenJson.read(DECODER.decode(parts[1])).get("iss"));
        } catch (IOException | IllegalArgumentException notJson) {
            return false;
        }
    }

    /** Verifies a token for a server that goes by {@code audiences}. */
    public TokenCheck verify(String token, Collection<String> audiences, Instant now) {
        try {
            return check(claims(opened(token)), audiences, now);
        } catch (UnreadableToken e) {
            return new Invalid(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Invalid("the token cannot be read");
        }
    }

    /** A signed token for a Secret, which holds until the Secret or the account goes: in the layout that Kubernetes has for it. */
    public String issueForSecret(SecretTokenClaims claims) {
        return signed(TokenJson.write(json -> {
            json.writeStringField("iss", SECRETS_ISSUER);
            json.writeStringField(SECRETS_PREFIX + "namespace", claims.namespace());
            json.writeStringField(SECRETS_PREFIX + "secret.name", claims.secret());
            json.writeStringField(SECRETS_PREFIX + "service-account.name", claims.serviceAccount());
            json.writeStringField(SECRETS_PREFIX + "service-account.uid", claims.serviceAccountUid());
            json.writeStringField("sub", claims.subject());
        }));
    }

    /** What a token of {@link #issueForSecret} says; empty for any other. Whether the Secret has it is for the caller to check. */
    public Optional<SecretTokenClaims> verifyForSecret(String token) {
        try {
            var json = opened(token);
            if (!TokenJson.text(json, "iss").equals(SECRETS_ISSUER)) {
                return Optional.empty();
            }
            var claims = new SecretTokenClaims(
                    TokenJson.text(json, SECRETS_PREFIX + "namespace"),
                    TokenJson.text(json, SECRETS_PREFIX + "secret.name"),
                    TokenJson.text(json, SECRETS_PREFIX + "service-account.name"),
                    TokenJson.text(json, SECRETS_PREFIX + "service-account.uid"));
            return TokenJson.text(json, "sub").equals(claims.subject()) ? Optional.of(claims) : Optional.empty();
        } catch (UnreadableToken | IOException e) {
            return Optional.empty();
        }
    }

    /** Says what is wrong with a token, without any part of it. */
    private static final class UnreadableToken extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableToken(String message) {
            super(message);
        }
    }

    /** The claims of a token that one of the keys has signed. */
    private Map<String, Object> opened(String token) throws UnreadableToken {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new UnreadableToken("the token is longer than " + MAX_TOKEN_LENGTH + " characters");
        }
        int claimsStart = token.indexOf('.') + 1;
        int signatureStart = token.lastIndexOf('.') + 1;
        if (claimsStart == 0 || signatureStart <= claimsStart) {
            throw new UnreadableToken("the token is not a signed JSON Web Token");
        }
        try {
            var tokenHeader = TokenJson.read(DECODER.decode(token.substring(0, claimsStart - 1)));
            var key = key(tokenHeader);
            if (key == null) {
                throw new UnreadableToken("the token is signed with a key that is not this cluster's");
            }
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(token.substring(0, signatureStart - 1).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(DECODER.decode(token.substring(signatureStart)))) {
                throw new UnreadableToken("the token's signature is wrong");
            }
            return TokenJson.read(DECODER.decode(token.substring(claimsStart, signatureStart - 1)));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new UnreadableToken("the token cannot be read");
        }
    }

    private TokenCheck check(TokenClaims claims, Collection<String> audiences, Instant now) {
        if (!claims.issuer().equals(issuer)) {
            return new Invalid("the token is of another issuer");
        }
        if (now.plus(LEEWAY).isBefore(claims.notBefore())) {
            return new Invalid("the token is not valid yet");
        }
        if (!now.isBefore(claims.expiresAt().plus(LEEWAY))) {
            return new Invalid("the token has expired");
        }
        if (!claims.subject().equals(subject(claims.namespace(), claims.serviceAccount()))) {
            return new Invalid("the token's subject is not its service account");
        }
        var accepted = new ArrayList<>(claims.audiences());
        accepted.retainAll(audiences);
        if (accepted.isEmpty()) {
            return new Invalid("the token is for another audience");
        }
        return new Valid(claims, accepted);
    }

    private @Nullable ECPublicKey key(Map<String, Object> tokenHeader) throws IOException {
        if (!TokenJson.text(tokenHeader, "alg").equals("ES256")) {
            return null;
        }
        return keysById.get(TokenJson.text(tokenHeader, "kid"));
    }

    private static TokenClaims claims(Map<String, Object> json) throws IOException {
        var own = TokenJson.map(json, "kubernetes.io");
        var account = TokenJson.map(own, "serviceaccount");
        return new TokenClaims(
                TokenJson.text(json, "iss"),
                TokenJson.text(json, "sub"),
                TokenJson.texts(json, "aud"),
                TokenJson.time(json, "iat"),
                TokenJson.time(json, "nbf"),
                TokenJson.time(json, "exp"),
                TokenJson.text(json, "jti"),
                TokenJson.text(own, "namespace"),
                TokenJson.text(account, "name"),
                TokenJson.text(account, "uid"),
                TokenJson.bound(own, "pod"),
                TokenJson.bound(own, "node"),
                TokenJson.bound(own, "secret"),
                own.containsKey("warnafter") ? TokenJson.time(own, "warnafter") : null);
    }

    /** {@code /openid/v1/jwks}: the keys that verify, as a JSON Web Key Set (RFC 7517). */
    public String jwks() {
        var bytes = TokenJson.write(json -> {
            json.writeArrayFieldStart("keys");
            for (var entry : keysById.entrySet()) {
                json.writeStartObject();
                json.writeStringField("use", "sig");
                json.writeStringField("kty", "EC");
                json.writeStringField("kid", entry.getKey());
                json.writeStringField("crv", "P-256");
                json.writeStringField("alg", "ES256");
                json.writeStringField(
                        "x", encode(coordinate(entry.getValue().getW().getAffineX())));
                json.writeStringField(
                        "y", encode(coordinate(entry.getValue().getW().getAffineY())));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@code /.well-known/openid-configuration} as Kubernetes serves it; {@code jwksUri} is where {@link #jwks} is found. */
    public String discovery(String jwksUri) {
        var bytes = TokenJson.write(json -> {
            json.writeStringField("issuer", issuer);
            json.writeStringField("jwks_uri", jwksUri);
            for (var list : List.of(
                    Map.entry("response_types_supported", "id_token"),
                    Map.entry("subject_types_supported", "public"),
                    Map.entry("id_token_signing_alg_values_supported", "ES256"))) {
                json.writeArrayFieldStart(list.getKey());
                json.writeString(list.getValue());
                json.writeEndArray();
            }
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The user name of a service account. */
    public static String subject(String namespace, String serviceAccount) {
        return "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }

    private static byte[] coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    /** As Kubernetes names its keys: the SHA-256 of the encoded public key. */
    private static String keyId(PublicKey key) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new PkiException("this JDK has no SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
