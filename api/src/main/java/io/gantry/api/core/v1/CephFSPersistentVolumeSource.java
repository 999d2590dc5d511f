package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CephFS directory behind a PersistentVolume. No longer supported: use the CephFS CSI driver.
 *
 * @param monitors Addresses of the Ceph monitors.
 * @param path Directory in the filesystem to mount. Defaults to /.
 * @param user Ceph user to sign in as. Defaults to admin.
 * @param secretFile File on the node with the user's key. Defaults to /etc/ceph/user.secret.
 * @param secretRef Secret with the user's key; preferred over secretFile.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record CephFSPersistentVolumeSource(
        @Field(value = 1, required = true, listType = ListType.ATOMIC) @Required
        List<String> monitors,

        @Field(2) @Nullable String path,
        @Field(3) @Nullable String user,
        @Field(4) @Nullable String secretFile,
        @Field(5) @Nullable SecretReference secretRef,
        @Field(6) @Nullable Boolean readOnly) {
    public CephFSPersistentVolumeSource {
        monitors = Immutable.list(monitors);
    }
}
