package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Security settings for Windows containers.
 *
 * @param gmsaCredentialSpecName Credential spec, by name, of the group managed service account to run as.
 * @param gmsaCredentialSpec Content of that credential spec; filled in by the GMSA admission webhook.
 * @param runAsUserName Windows user of the first process. Defaults to what the image says; a container's setting wins
 *     over the pod's.
 * @param hostProcess Whether it runs directly on the host. All containers of a pod must agree, and hostNetwork must be
 *     true.
 */
@CrossChecked("OsRules")
@ApiType
public record WindowsSecurityContextOptions(
        @Field(value = 1, pointer = true) @Nullable String gmsaCredentialSpecName,
        @Field(value = 2, pointer = true) @Nullable String gmsaCredentialSpec,
        @Field(value = 3, pointer = true) @Nullable String runAsUserName,
        @Field(value = 4, pointer = true) @Nullable Boolean hostProcess) {}
