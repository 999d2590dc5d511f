package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Puts facts about the pod itself as files into a projected volume.
 *
 * @param items The files and the facts they hold.
 */
@CrossChecked("VolumeRules")
@ApiType
public record DownwardAPIProjection(
        @Field(value = 1, listType = ListType.ATOMIC) @ByHand("Kubernetes' paths leave out the position of the file")
        List<DownwardAPIVolumeFile> items) {
    public DownwardAPIProjection {
        items = Immutable.list(items);
    }
}
