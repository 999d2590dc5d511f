package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Ceph RBD image behind a PersistentVolume. No longer supported: use the Ceph RBD CSI driver.
 *
 * @param monitors Addresses of the Ceph monitors.
 * @param image Name of the image.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param pool Ceph pool with the image. Defaults to rbd.
 * @param user Ceph user to sign in as. Defaults to admin.
 * @param keyring File on the node with the user's key. Defaults to /etc/ceph/keyring.
 * @param secretRef Secret with the user's key; preferred over keyring.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record RBDPersistentVolumeSource(
        @Field(value = 1, required = true, listType = ListType.ATOMIC) @Required
        List<String> monitors,

        @Field(value = 2, required = true) @Required String image,
        @Field(3) @Nullable String fsType,
        @Field(4) @Default("rbd") @Nullable String pool,
        @Field(5) @Default("admin") @Nullable String user,
        @Field(6) @Default("/etc/ceph/keyring") @Nullable String keyring,
        @Field(7) @Nullable SecretReference secretRef,
        @Field(8) @Nullable Boolean readOnly) {
    public RBDPersistentVolumeSource {
        monitors = Immutable.list(monitors);
    }
}
