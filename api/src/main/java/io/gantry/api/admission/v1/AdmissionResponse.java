package io.gantry.api.admission.v1;

import io.gantry.api.meta.v1.Status;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AdmissionResponse} of {@code admission.k8s.io/v1}. */
@ApiType
public record AdmissionResponse(
        @Field(1) @Nullable String uid,
        @Field(2) @Nullable Boolean allowed,
        @Field(value = 3, always = true) Status status,
        @Field(4) @Nullable Bytes patch,
        @Field(value = 5, pointer = true) @Nullable String patchType,
        @Field(6) Map<String, String> auditAnnotations,
        @Field(7) List<String> warnings) {
    public AdmissionResponse {
        auditAnnotations = Immutable.map(auditAnnotations);
        warnings = Immutable.list(warnings);
    }
}
