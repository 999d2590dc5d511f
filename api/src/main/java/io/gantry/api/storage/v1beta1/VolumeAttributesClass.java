package io.gantry.api.storage.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;

/**
 * Settings of volumes that can be changed while they exist, such as their speed. Claims name the class and can switch
 * to another.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param driverName Name of the CSI driver that the class is for. Immutable.
 * @param parameters Settings for the driver, which alone knows their meaning; 1 to 512 entries, 256 KiB in all.
 *     Immutable: make another class and point claims to it.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "DriverName", path = "driverName")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "storage.k8s.io",
        version = "v1beta1",
        plural = "volumeattributesclasses",
        singular = "volumeattributesclass",
        shortNames = "vac",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record VolumeAttributesClass(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true) String driverName,
        @Field(3) Map<String, String> parameters)
        implements KubeObject {
    public VolumeAttributesClass {
        parameters = Immutable.map(parameters);
    }

    @Override
    public Kind<VolumeAttributesClass> kind() {
        return VolumeAttributesClassType.KIND;
    }

    @Override
    public VolumeAttributesClass withMetadata(ObjectMeta metadata) {
        return new VolumeAttributesClass(metadata, driverName, parameters);
    }
}
