package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Health of a control plane component. Deprecated: ask the component's own livez and readyz endpoints.
 *
 * @param metadata Names the component.
 * @param conditions What is known about the component's health.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Status", cells = "componentStatus")
@Column(name = "Message", cells = "componentStatus")
@Column(name = "Error", cells = "componentStatus")
@ApiKind(
        version = "v1",
        plural = "componentstatuses",
        singular = "componentstatus",
        shortNames = "cs",
        verbs = {"get", "list"})
public record ComponentStatus(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(
                value = 2,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<ComponentCondition> conditions)
        implements KubeObject {
    public ComponentStatus {
        conditions = Immutable.list(conditions);
    }

    @Override
    public Kind<ComponentStatus> kind() {
        return ComponentStatusType.KIND;
    }

    @Override
    public ComponentStatus withMetadata(ObjectMeta metadata) {
        return new ComponentStatus(metadata, conditions);
    }
}
