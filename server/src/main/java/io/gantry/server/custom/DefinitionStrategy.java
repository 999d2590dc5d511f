package io.gantry.server.custom;

import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatusBuilder;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.gantry.api.validation.FieldError;
import io.gantry.server.registry.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition remembers in its status every version that objects were ever stored in, and stays, once it is deleted, until
 * its objects are gone ({@link DefinitionLoop}).
 */
public final class DefinitionStrategy extends Strategy<CustomResourceDefinition> {
    static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    public DefinitionStrategy() {
        super(CustomResourceDefinitionType.KIND);
    }

    @Override
    public CustomResourceDefinition prepareCreate(CustomResourceDefinition object, Context context) {
        return withStored(object, CustomResourceDefinitionStatusBuilder.of().build());
    }

    @Override
    public CustomResourceDefinition prepareUpdate(
            CustomResourceDefinition next, CustomResourceDefinition old, Context context) {
        return withStored(next, old.status());
    }

    private static CustomResourceDefinition withStored(
            CustomResourceDefinition object, CustomResourceDefinitionStatus status) {
        List<String> stored = new ArrayList<>(status.storedVersions());
        for (CustomResourceDefinitionVersion version : object.spec().versions()) {
            if (version.storage() && !stored.contains(version.name())) {
                stored.add(version.name());
            }
        }
        return new CustomResourceDefinition(
                object.metadata(),
                object.spec(),
                CustomResourceDefinitionStatusBuilder.of(status)
                        .storedVersions(stored)
                        .build());
    }

    @Override
    public List<FieldError> check(CustomResourceDefinition next, @Nullable CustomResourceDefinition old) {
        return DefinitionRules.check(next, old);
    }

    @Override
    public List<String> finalizersOfDeletion() {
        return List.of(CLEANUP);
    }
}
