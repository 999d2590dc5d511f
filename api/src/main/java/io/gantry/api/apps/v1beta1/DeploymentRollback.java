package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request to take a Deployment back to an earlier revision. Deprecated; set the template of the earlier revision
 * instead.
 *
 * @param name Name of the Deployment to take back.
 * @param updatedAnnotations Annotations to put on the Deployment along with the rollback.
 * @param rollbackTo The revision to return to.
 */
@ApiType
@ApiKind(group = "apps", version = "v1beta1")
public record DeploymentRollback(
        @Field(1) @Nullable String name,
        @Field(2) Map<String, String> updatedAnnotations,
        @Field(3) @Nullable RollbackConfig rollbackTo) {
    public DeploymentRollback {
        updatedAnnotations = Immutable.map(updatedAnnotations);
    }
}
