package io.gantry.api.certificates.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that is asked for. Who asks is filled in by the server.
 *
 * @param request PEM block of type CERTIFICATE REQUEST, in base64 once more.
 * @param username Name of the user who asks. Written by the server.
 * @param uid UID of the user who asks. Written by the server.
 * @param groups Groups of the user who asks. Written by the server.
 * @param usages What the key may be used for, such as client auth or server auth along with digital signature.
 * @param extra Further data about the user who asks. Written by the server.
 * @param signerName Who shall sign, such as kubernetes.io/kube-apiserver-client. Lists can be filtered by it.
 * @param expirationSeconds How many seconds the certificate shall be valid, at least 600. The signer may decide
 *     otherwise.
 */
@ApiType
public record CertificateSigningRequestSpec(
        @Field(value = 1, required = true) Bytes request,
        @Field(2) @Nullable String username,
        @Field(3) @Nullable String uid,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> groups,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> usages,
        @Field(6) Map<String, List<String>> extra,
        @Field(value = 7, required = true) String signerName,
        @Field(value = 8, pointer = true) @Nullable Integer expirationSeconds) {
    public CertificateSigningRequestSpec {
        groups = Immutable.list(groups);
        usages = Immutable.list(usages);
        extra = Immutable.map(extra);
    }
}
