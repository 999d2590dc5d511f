package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a request, sent for failures and where there is no object to return.
 *
 * @param metadata List metadata, as a rule empty.
 * @param status Whether the request succeeded: Success or Failure.
 * @param message What happened, for people to read.
 * @param reason Machine-readable word for the failure, such as NotFound or Conflict; narrows down the code.
 * @param details More about the failure; which members are set depends on the reason.
 * @param code HTTP status code of the answer, 0 if not set.
 */
@ApiType
@ApiKind(version = "v1")
public record Status(
        @Field(value = 1, always = true) ListMeta metadata,
        @Field(2) @Nullable String status,
        @Field(3) @Nullable String message,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable StatusDetails details,
        @Field(6) @Nullable Integer code) {}
