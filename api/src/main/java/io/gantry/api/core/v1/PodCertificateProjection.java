package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the pod a private key and an X.509 certificate in files of a projected volume, renewed before expiry.
 *
 * @param signerName Signer that is asked for the certificate.
 * @param keyType Kind of key to generate. One of ED25519, ECDSAP256, ECDSAP384, ECDSAP521, RSA3072, RSA4096.
 * @param maxExpirationSeconds Longest lifetime of the certificate, 3600 to 7862400 (91 days); the signer may give less.
 *     Defaults to 86400 (a day).
 * @param credentialBundlePath File for key and certificate chain together, as PEM blocks. Preferred, since both are
 *     replaced at once.
 * @param keyPath File for the private key alone. On a renewal, it may briefly not match the chain.
 * @param certificateChainPath File for the certificate chain alone. On a renewal, it may briefly not match the key.
 * @param userAnnotations Extra data for the signer, copied to the request unchecked; keys need a domain prefix.
 */
@CrossChecked("PodCertificateRules")
@ApiType
public record PodCertificateProjection(
        @Field(value = 1, required = true) @Required String signerName,
        @Field(value = 2, required = true) String keyType,
        @Field(value = 3, pointer = true) @Nullable Integer maxExpirationSeconds,
        @Field(4) @Nullable String credentialBundlePath,
        @Field(5) @Nullable String keyPath,
        @Field(6) @Nullable String certificateChainPath,
        @Field(7) Map<String, String> userAnnotations) {
    public PodCertificateProjection {
        userAnnotations = Immutable.map(userAnnotations);
    }
}
