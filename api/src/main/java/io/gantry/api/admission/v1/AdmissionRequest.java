package io.gantry.api.admission.v1;

import io.gantry.api.authentication.v1.UserInfo;
import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.meta.v1.GroupVersionResource;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API that a webhook is asked about.
 *
 * @param uid Identifies this question; the answer has to repeat it.
 * @param kind Kind of the object as it is sent here, after conversion if there was one.
 * @param resource Resource that is accessed, in the version that is sent here.
 * @param subResource Subresource that is accessed, such as status; empty for none.
 * @param name Name of the object. May be empty on creation when the server makes up the name.
 * @param namespace Namespace of the object, if any.
 * @param operation CREATE, UPDATE, DELETE or CONNECT. Can differ from the verb: a patch may create.
 * @param userInfo Name and groups of whoever made the request.
 * @param object The object as it shall become. Absent for DELETE.
 * @param oldObject The object as it is. Only for UPDATE and DELETE.
 * @param dryRun Whether nothing of this request will be stored. The webhook must not have lasting effects then.
 * @param options Options of the operation, such as CreateOptions.
 * @param requestKind Kind in the original request, before any conversion to what the webhook registered for.
 * @param requestResource Resource in the original request, before any conversion.
 * @param requestSubResource Subresource in the original request, before any conversion.
 */
@ApiType
public record AdmissionRequest(
        @Field(1) @Nullable String uid,
        @Field(2) @Nullable GroupVersionKind kind,
        @Field(3) @Nullable GroupVersionResource resource,
        @Field(4) @Nullable String subResource,
        @Field(5) @Nullable String name,
        @Field(6) @Nullable String namespace,
        @Field(7) @Nullable String operation,
        @Field(8) @Nullable UserInfo userInfo,
        @Field(9) @Nullable RawJson object,
        @Field(10) @Nullable RawJson oldObject,
        @Field(value = 11, pointer = true) @Nullable Boolean dryRun,
        @Field(12) @Nullable RawJson options,
        @Field(13) @Nullable GroupVersionKind requestKind,
        @Field(14) @Nullable GroupVersionResource requestResource,
        @Field(15) @Nullable String requestSubResource) {}
