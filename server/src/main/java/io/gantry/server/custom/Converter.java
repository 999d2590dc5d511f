package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceConversion;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.base.Time;
import io.gantry.server.admission.webhook.HookPost;
import io.gantry.server.metrics.ConversionMetrics;
import java.util.List;

/** Brings custom resources from one of their versions to another. Thread-safe. */
interface Converter {
    /** Versions that differ in nothing but their name. */
    Converter NONE = (objects, target) ->
            objects.stream().map(object -> object.withKind(target)).toList();

    /** The same objects in the same order. */
    List<CustomObject> convert(List<CustomObject> objects, Kind<CustomObject> target);

    /** The way that a definition says. */
    static Converter of(CustomResourceDefinition definition, HookPost hooks, ConversionMetrics metrics, Time time) {
        CustomResourceConversion conversion = definition.spec().conversion();
        return conversion == null || !conversion.strategy().equals("Webhook") || conversion.webhook() == null
                ? NONE
                : new WebhookConverter(definition.name(), conversion.webhook(), hooks, metrics, time);
    }
}
