package io.gantry.api.certificates.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CertificateSigningRequestSpec} of {@code certificates.k8s.io/v1}. */
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
