package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request for a certificate.
 *
 * @param conditions Decisions and results, one entry for each type.
 * @param certificate The certificate with intermediates as PEM, in base64 once more. Set by the signer, then immutable;
 *     empty unless approved.
 */
@ApiType
public record CertificateSigningRequestStatus(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<CertificateSigningRequestCondition> conditions,

        @Field(2) @Nullable Bytes certificate) {
    public CertificateSigningRequestStatus {
        conditions = Immutable.list(conditions);
    }
}
