package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ISCSIPersistentVolumeSource} of {@code v1}. */
@ApiType
public record ISCSIPersistentVolumeSource(
        @Field(value = 1, required = true) String targetPortal,
        @Field(value = 2, required = true) String iqn,
        @Field(value = 3, required = true) int lun,
        @Field(4) @Default("default") @Nullable String iscsiInterface,
        @Field(5) @Nullable String fsType,
        @Field(6) @Nullable Boolean readOnly,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> portals,
        @Field(8) @Nullable Boolean chapAuthDiscovery,
        @Field(10) @Nullable SecretReference secretRef,
        @Field(11) @Nullable Boolean chapAuthSession,
        @Field(value = 12, pointer = true) @Nullable String initiatorName) {
    public ISCSIPersistentVolumeSource {
        portals = Immutable.list(portals);
    }
}
