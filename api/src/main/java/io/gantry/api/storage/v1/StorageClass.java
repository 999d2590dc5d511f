package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.TopologySelectorTerm;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of storage that users can ask for in claims: who makes the volumes and with which settings.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param provisioner Name of the driver that makes the volumes. Immutable.
 * @param parameters Settings for the driver, which alone knows their meaning. Immutable.
 * @param reclaimPolicy What becomes of a volume once its claim is gone: Delete or Retain. Defaults to Delete.
 *     Immutable.
 * @param mountOptions Mount options of the volumes, such as ro. They are not checked; a wrong one makes mounting fail.
 * @param allowVolumeExpansion Whether claims of this class may be enlarged later.
 * @param volumeBindingMode Immediate makes the volume along with the claim; WaitForFirstConsumer waits for a pod and
 *     heeds its place. Defaults to Immediate. Immutable.
 * @param allowedTopologies Where volumes may be made, in terms of node labels. Without any, everywhere.
 */
@ApiType
@Column(name = "Name", cells = "storageClass", format = "name")
@Column(name = "Provisioner", path = "provisioner")
@Column(name = "ReclaimPolicy", path = "reclaimPolicy", otherwise = "Delete")
@Column(name = "VolumeBindingMode", path = "volumeBindingMode", otherwise = "Immediate")
@Column(name = "AllowVolumeExpansion", path = "allowVolumeExpansion")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "storage.k8s.io",
        version = "v1",
        plural = "storageclasses",
        singular = "storageclass",
        shortNames = "sc",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record StorageClass(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, required = true)
        @Required
        @Format(TextFormat.CASELESS_LABEL_KEY)
        @ImmutableField(value = "updates to provisioner are forbidden.", forbidden = true)
        String provisioner,

        @Field(3) @ImmutableField(value = "updates to parameters are forbidden.", forbidden = true)
        Map<String, String> parameters,

        @Field(value = 4, pointer = true)
        @Default("Delete")
        @EnumOf({"Delete", "Retain"})
        @ImmutableField(value = "updates to reclaimPolicy are forbidden.", forbidden = true)
        @Nullable
        String reclaimPolicy,

        @Field(value = 5, listType = ListType.ATOMIC) List<String> mountOptions,
        @Field(value = 6, pointer = true) @Nullable Boolean allowVolumeExpansion,

        @Field(value = 7, pointer = true)
        @Default("Immediate")
        @Required
        @EnumOf({"Immediate", "WaitForFirstConsumer"})
        @ImmutableField
        @Nullable
        String volumeBindingMode,

        @Field(value = 8, listType = ListType.ATOMIC) List<TopologySelectorTerm> allowedTopologies)
        implements KubeObject {
    public StorageClass {
        parameters = Immutable.map(parameters);
        mountOptions = Immutable.list(mountOptions);
        allowedTopologies = Immutable.list(allowedTopologies);
    }

    @Override
    public Kind<StorageClass> kind() {
        return StorageClassType.KIND;
    }

    @Override
    public StorageClass withMetadata(ObjectMeta metadata) {
        return new StorageClass(
                metadata,
                provisioner,
                parameters,
                reclaimPolicy,
                mountOptions,
                allowVolumeExpansion,
                volumeBindingMode,
                allowedTopologies);
    }
}
