package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.admission.webhook.HookPost;
import io.gantry.server.discovery.ServedApi;
import io.gantry.server.metrics.ConversionMetrics;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Strategy;
import io.gantry.server.schema.CustomDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The custom kinds that are served now: those of every definition that is established. Nothing is kept that would not
 * follow from the store's newest state, so that who sees a definition established can use its resource at once; compiled
 * schemas are remembered as long as their definition says the same. Thread-safe.
 */
public final class CustomCatalog implements Registries.CustomKinds {
    /** @param source the state of the definition that was last found to mean {@code definition} */
    private record Compiled(CustomResourceDefinition source, CustomDefinition definition, Converter converter) {}

    /** @param at how many changes had been when it was made */
    private record Api(long at, ServedApi served) {}

    private final Supplier<Registries> registries;
    private final HookPost hooks;
    private final ConversionMetrics metrics;
    private final Time time;
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Api api;

    /** @param hooks calls the webhooks that definitions name */
    public CustomCatalog(Supplier<Registries> registries, HookPost hooks, ConversionMetrics metrics, Time time) {
        this.registries = registries;
        this.hooks = hooks;
        this.metrics = metrics;
        this.time = time;
    }

    /** To be called after a definition was written or removed. */
    public void changed() {
        changes.incrementAndGet();
    }

    @Override
    public @Nullable Kind<CustomObject> find(String group, String version, String plural) {
        CustomDefinition definition = definition(plural + "." + group);
        if (definition == null) {
            return null;
        }
        Kind<CustomObject> kind = definition.version(version);
        return kind != null && definition.served().contains(kind) ? kind : null;
    }

    /** The definition of this name, such as {@code crontabs.example.com}; null when it is not established. */
    public @Nullable CustomDefinition definition(String name) {
        CustomResourceDefinition source = established(name);
        return source == null ? null : compiled(source).definition();
    }

    private @Nullable CustomResourceDefinition established(String name) {
        CustomResourceDefinition source =
                registries.get().registry(CustomResourceDefinitionType.KIND).find("", name);
        if (source == null || !Conditions.established(source)) {
            compiled.remove(name);
            return null;
        }
        return source;
    }

    private Compiled compiled(CustomResourceDefinition source) {
        Compiled known = compiled.get(source.name());
        if (known == null || !known.definition().fits(source)) {
            known = new Compiled(source, CustomDefinition.of(source), Converter.of(source, hooks, metrics, time));
            compiled.put(source.name(), known);
        } else if (known.source() != source) {
            known = new Compiled(source, known.definition(), known.converter());
            compiled.put(source.name(), known);
        }
        return known;
    }

    private List<CustomDefinition> all() {
        List<CustomDefinition> definitions = new ArrayList<>();
        for (CustomResourceDefinition source :
                registries.get().registry(CustomResourceDefinitionType.KIND).all("")) {
            if (Conditions.established(source)) {
                definitions.add(compiled(source).definition());
            }
        }
        return definitions;
    }

    /** What is particular to the objects of a kind that {@link #find} gave. */
    public Strategy<CustomObject> strategy(Kind<CustomObject> kind) {
        CustomResourceDefinition source = established(kind.plural() + "." + kind.group());
        if (source == null) {
            throw StatusException.noSuchPath(); // gone in this moment
        }
        Compiled found = compiled(source);
        return new CustomStrategy(this, kind, found.definition(), found.converter(), Metas.deleting(source));
    }

    /** One kind of each custom resource, in a version that is served. */
    public List<Kind<?>> resources() {
        List<Kind<?>> kinds = new ArrayList<>();
        for (CustomDefinition definition : all()) {
            List<Kind<CustomObject>> served = definition.served();
            if (served.contains(definition.storage())) {
                kinds.add(definition.storage());
            } else if (!served.isEmpty()) {
                kinds.add(served.getFirst());
            }
        }
        return kinds;
    }

    /** Everything that is served, the built-in kinds included; the same object as long as nothing changes. */
    public ServedApi served() {
        long now = changes.get();
        Api known = api;
        if (known == null || known.at() != now) {
            List<Kind<?>> kinds = new ArrayList<>();
            all().forEach(definition -> kinds.addAll(definition.served()));
            known = new Api(now, ServedApi.builtin().with(kinds));
            api = known;
        }
        return known.served();
    }
}
