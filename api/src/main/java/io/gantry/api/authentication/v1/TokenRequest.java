package io.gantry.api.authentication.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code TokenRequest} of {@code authentication.k8s.io/v1}. */
@ApiType
@ApiKind(group = "authentication.k8s.io", version = "v1")
public record TokenRequest(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) TokenRequestSpec spec,
        @Field(value = 3, always = true) TokenRequestStatus status)
        implements KubeObject {
    @Override
    public Kind<TokenRequest> kind() {
        return TokenRequestType.KIND;
    }

    @Override
    public TokenRequest withMetadata(ObjectMeta metadata) {
        return new TokenRequest(metadata, spec, status);
    }
}
