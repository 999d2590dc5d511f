package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Which system calls a container may make on Linux.
 *
 * @param type Where the profile comes from. One of RuntimeDefault (the container runtime's own), Localhost (a file on
 *     the node) or Unconfined.
 * @param localhostProfile Profile file, relative to the kubelet's seccomp directory. Required with type Localhost and
 *     forbidden otherwise.
 */
@CrossChecked("SecurityRules")
@ApiType
public record SeccompProfile(
        @Field(value = 1, required = true)
        @Required("type is required when seccompProfile is set")
        @EnumOf({"Localhost", "RuntimeDefault", "Unconfined"})
        String type,

        @Field(value = 2, pointer = true) @Nullable String localhostProfile) {}
