package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * An SELinux label.
 *
 * @param user SELinux user of the label.
 * @param role SELinux role of the label.
 * @param type SELinux type of the label.
 * @param level SELinux level of the label, such as s0:c123,c456.
 */
@ApiType
public record SELinuxOptions(
        @Field(1) @Nullable String user,
        @Field(2) @Nullable String role,
        @Field(3) @Nullable String type,
        @Field(4) @Nullable String level) {}
