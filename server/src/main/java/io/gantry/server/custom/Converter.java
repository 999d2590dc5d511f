package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceConversion;
import io.gantry.api.status.StatusException;
import io.gantry.server.schema.CustomDefinition;

/** Brings a custom resource from one of its versions to another. Thread-safe. */
interface Converter {
    /** Versions that differ in nothing but their name. */
    Converter NONE = CustomObject::withKind;

    CustomObject convert(CustomObject object, Kind<CustomObject> target);

    /** The way that a definition says; objects that already are of the target's version are not converted. */
    static Converter of(CustomDefinition definition) {
        CustomResourceConversion conversion = definition.source().spec().conversion();
        if (conversion == null || conversion.strategy().equals("None")) {
            return NONE;
        }
        return (object, target) -> {
            if (object.kind().version().equals(target.version())) {
                return object.withKind(target);
            }
            String text = "conversion webhook for " + object.kind().apiVersion() + ", Kind="
                    + object.kind().name() + " failed: this server calls no conversion webhooks yet";
            throw StatusException.internal(text, new IllegalStateException(text));
        };
    }
}
