package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that one manager set last, for detecting conflicts in server-side apply.
 *
 * @param manager Name of the manager.
 * @param operation How the fields were set. One of Apply, Update.
 * @param apiVersion API version that the field names belong to.
 * @param time When the manager last changed its fields or their values.
 * @param fieldsType Form of the field set; always FieldsV1.
 * @param fieldsV1 The set of fields as a tree of paths.
 * @param subresource Subresource that the fields were set through, such as status; empty for the object itself.
 */
@ApiType
public record ManagedFieldsEntry(
        @Field(1) @Nullable String manager,
        @Field(2) @Nullable String operation,
        @Field(3) @Nullable String apiVersion,
        @Field(4) @Nullable Instant time,
        @Field(6) @Nullable String fieldsType,
        @Field(7) @Nullable RawJson fieldsV1,
        @Field(8) @Nullable String subresource) {}
