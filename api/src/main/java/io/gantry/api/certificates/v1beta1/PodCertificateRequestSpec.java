package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod, its place and account, and the certificate it needs.
 *
 * @param signerName Who shall sign. Names that begin with kubernetes.io are reserved.
 * @param podName The pod that will mount the certificate, by its name.
 * @param podUID UID of this pod.
 * @param serviceAccountName Service account under which the pod runs, by its name.
 * @param serviceAccountUID UID of this service account.
 * @param nodeName Node on which the pod was placed, by its name.
 * @param nodeUID UID of this node.
 * @param maxExpirationSeconds Longest validity in seconds, from 3600 to 7862400 (91 days). Defaults to 86400. The
 *     signer may issue less.
 * @param pkixPublicKey Public key in PKIX form for the certificate. Deprecated; use stubPKCS10Request, beside which it
 *     must be empty.
 * @param proofOfPossession Signature over the UID of the pod, made with the private key. Deprecated; use
 *     stubPKCS10Request, beside which it must be empty.
 * @param unverifiedUserAnnotations Data from the author of the pod for the signer. Nobody has checked it; signers must
 *     not trust it. Keys have a domain.
 * @param stubPKCS10Request Empty PKCS 10 request in DER that carries the public key and is signed with the private one,
 *     which the server checks. RSA 3072 or 4096, ECDSA P256, P384 or P521, or Ed25519.
 */
@ApiType
public record PodCertificateRequestSpec(
        @Field(value = 1, required = true) String signerName,
        @Field(value = 2, required = true) String podName,
        @Field(value = 3, required = true) String podUID,
        @Field(value = 4, required = true) String serviceAccountName,
        @Field(value = 5, required = true) String serviceAccountUID,
        @Field(value = 6, required = true) String nodeName,
        @Field(value = 7, required = true) String nodeUID,
        @Field(value = 8, pointer = true) @Nullable Integer maxExpirationSeconds,
        @Field(9) @Nullable Bytes pkixPublicKey,
        @Field(10) @Nullable Bytes proofOfPossession,
        @Field(11) Map<String, String> unverifiedUserAnnotations,
        @Field(value = 12, required = true) Bytes stubPKCS10Request) {
    public PodCertificateRequestSpec {
        unverifiedUserAnnotations = Immutable.map(unverifiedUserAnnotations);
    }
}
