package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The paths that the server has at its root.
 *
 * @param paths The paths, beginning with a slash.
 */
@ApiType
public record RootPaths(@Field(1) List<String> paths) {
    public RootPaths {
        paths = Immutable.list(paths);
    }
}
