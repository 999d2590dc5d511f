package io.gantry.api.admission.v1;

import io.gantry.api.meta.v1.Status;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's answer about a request.
 *
 * @param uid The uid of the question.
 * @param allowed Whether the request may go on.
 * @param status Details for the user of why it may not. Not looked at if it may.
 * @param patch Changes to the object, encoded as patchType says. Only from mutating webhooks.
 * @param patchType Form of the patch; JSONPatch is the only one.
 * @param auditAnnotations Annotations for the audit event. Keys get the name of the webhook put before them.
 * @param warnings Warnings to show to the user; best below 120 characters each.
 */
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
