package io.gantry.api.certificates.v1beta1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request for a pod certificate.
 *
 * @param conditions Issued, Denied or Failed with status True; at most one of them.
 * @param certificateChain The certificate and its intermediates as PEM, leaf first. Set by the signer, then immutable.
 * @param notBefore From when on the certificate is valid.
 * @param beginRefreshAt When the kubelet should begin to ask for a new one. A hint.
 * @param notAfter Until when the certificate is valid.
 */
@ApiType
public record PodCertificateRequestStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(2) @Nullable String certificateChain,
        @Field(4) @Nullable Instant notBefore,
        @Field(5) @Nullable Instant beginRefreshAt,
        @Field(6) @Nullable Instant notAfter) {
    public PodCertificateRequestStatus {
        conditions = Immutable.list(conditions);
    }
}
