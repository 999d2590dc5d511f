package io.gantry.api.apiregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A version of an API group and the server for it, which is called by HTTPS.
 *
 * @param service Service of the server. Absent if this very server serves the version.
 * @param group The group; empty for the core group.
 * @param version The version, such as v1.
 * @param insecureSkipTLSVerify Whether to trust the server without checking its certificate. Dangerous; give caBundle
 *     instead.
 * @param caBundle PEM certificates of the authorities that may vouch for the server. Without it, those that the system
 *     trusts.
 * @param groupPriorityMinimum Rank of the group among groups, 1 to 20000; the highest of its versions counts. Clients
 *     prefer groups of higher rank.
 * @param versionPriority Rank of the version in its group, 1 to 1000, highest first. Ties are ordered by name, with v2
 *     before v1 and v1 before v1beta1.
 */
@ApiType
public record APIServiceSpec(
        @Field(1) @Nullable ServiceReference service,
        @Field(2) @Format(TextFormat.LONG_NAME) @Nullable String group,
        @Field(3) @Nullable String version,
        @Field(4) @Nullable Boolean insecureSkipTLSVerify,

        @Field(value = 5, listType = ListType.ATOMIC) @Nullable
        Bytes caBundle,

        @Field(value = 7, required = true)
        @Range(min = 1, max = 20_000, message = "must be positive and less than 20000")
        int groupPriorityMinimum,

        @Field(value = 8, required = true) @Range(min = 1, max = 1000, message = "must be positive and less than 1000")
        int versionPriority) {}
