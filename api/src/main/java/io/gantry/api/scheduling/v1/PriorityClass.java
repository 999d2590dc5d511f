package io.gantry.api.scheduling.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import org.jspecify.annotations.Nullable;

/**
 * A name for a priority, which pods refer to.
 *
 * @param metadata Name, labels and annotations. Names that begin with system- are reserved.
 * @param value The priority: higher goes first. At most 1000000000 for classes of your own. Immutable.
 * @param globalDefault Whether pods that name no class get this one; of several such classes, the lowest value counts.
 *     Defaults to false.
 * @param description When to use the class, in words for its users.
 * @param preemptionPolicy Whether its pods may push out pods of lower priority: PreemptLowerPriority (yes) or Never.
 *     Defaults to PreemptLowerPriority. Immutable.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Value", path = "value", type = "integer")
@Column(name = "Global-Default", path = "globalDefault", type = "boolean")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "PreemptionPolicy", path = "preemptionPolicy")
@ApiKind(
        group = "scheduling.k8s.io",
        version = "v1",
        plural = "priorityclasses",
        singular = "priorityclass",
        shortNames = "pc",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record PriorityClass(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, always = true)
        @ImmutableField(value = "may not be changed in an update.", forbidden = true)
        @Nullable
        Integer value,

        @Field(3) @Nullable Boolean globalDefault,
        @Field(4) @Nullable String description,

        @Field(value = 5, pointer = true)
        @Default("PreemptLowerPriority")
        @EnumOf({"PreemptLowerPriority", "Never"})
        @ImmutableField
        @Nullable
        String preemptionPolicy)
        implements KubeObject {
    @Override
    public Kind<PriorityClass> kind() {
        return PriorityClassType.KIND;
    }

    @Override
    public PriorityClass withMetadata(ObjectMeta metadata) {
        return new PriorityClass(metadata, value, globalDefault, description, preemptionPolicy);
    }
}
