package io.gantry.api.authentication.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks for a token for a service account. Sent to the token subresource of the account.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec For whom and how long the token shall be valid.
 * @param status The token and its end. The server writes it into its answer.
 */
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
