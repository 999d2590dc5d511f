package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.admissionregistration.v1.ServiceReference;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.apiextensions.v1.WebhookConversion;
import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.admission.webhook.HookPost;
import io.gantry.server.metrics.ConversionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks a webhook, all objects of a list at once. What it answered for a stored state is remembered, since the state will
 * be read again and again. Of the metadata it may change labels and annotations; the rest stays. Thread-safe.
 */
final class WebhookConverter implements Converter {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> REVIEWS = List.of("v1", "v1beta1");
    private static final int REMEMBERED = 4096;

    /** A stored state, and the version that it was wanted in. */
    private record State(String uid, String resourceVersion, String from, String to) {}

    private final WebhookConversion webhook;
    private final String definition;
    private final HookPost hooks;
    private final ConversionMetrics metrics;
    private final Time time;
    private final Map<State, CustomObject> known = new ConcurrentHashMap<>();

    /** @param definition its name */
    WebhookConverter(
            String definition, WebhookConversion webhook, HookPost hooks, ConversionMetrics metrics, Time time) {
        this.definition = definition;
        this.webhook = webhook;
        this.hooks = hooks;
        this.metrics = metrics;
        this.time = time;
    }

    @Override
    public List<CustomObject> convert(List<CustomObject> objects, Kind<CustomObject> target) {
        @Nullable CustomObject[] converted = new @Nullable CustomObject[objects.size()];
        List<CustomObject> asked = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < converted.length; i++) {
            CustomObject object = objects.get(i);
            if (object.kind().version().equals(target.version())) {
                converted[i] = object.withKind(target);
                continue;
            }
            State state = state(object, target);
            CustomObject remembered = state == null ? null : known.get(state);
            if (remembered != null) {
                converted[i] = remembered.withKind(target);
            } else {
                asked.add(object);
                places.add(i);
            }
        }
        if (!asked.isEmpty()) {
            List<CustomObject> answers = ask(asked, target);
            for (int i = 0; i < answers.size(); i++) {
                converted[places.get(i)] = answers.get(i);
                State state = state(asked.get(i), target);
                if (state != null) {
                    remember(state, answers.get(i));
                }
            }
        }
        List<CustomObject> result = new ArrayList<>(converted.length);
        for (CustomObject each : converted) {
            if (each != null) { // all are there by now
                result.add(each);
            }
        }
        return result;
    }

    /** Null for an object that is not stored: it is still being changed. */
    private static @Nullable State state(CustomObject object, Kind<CustomObject> target) {
        return object.uid().isEmpty() || object.resourceVersion().isEmpty()
                ? null
                : new State(
                        object.uid(), object.resourceVersion(), object.kind().version(), target.version());
    }

    private void remember(State state, CustomObject object) {
        if (known.size() >= REMEMBERED) {
            known.clear(); // former states leave theirs behind
        }
        known.put(state, object);
    }

    private List<CustomObject> ask(List<CustomObject> objects, Kind<CustomObject> target) {
        String uid = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("uid", uid);
        request.put("desiredAPIVersion", target.apiVersion());
        request.put("objects", objects.stream().map(Tree::of).toList());
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("kind", "ConversionReview");
        String version = reviewVersion();
        review.put("apiVersion", "apiextensions.k8s.io/" + version);
        review.put("request", request);
        ConversionAnswer answer = new ConversionAnswer(uid, version, objects, target);
        long began = time.nanoTime();
        try {
            return answer.read(hooks.send(client(), Tree.toJson(review), TIMEOUT));
        } catch (HookPost.Failure e) {
            throw answer.failed(String.valueOf(e.getMessage()));
        } finally {
            metrics.asked(
                    definition,
                    objects.getFirst().kind().version(),
                    target.version(),
                    answer.failure(),
                    time.nanoTime() - began);
        }
    }

    private String reviewVersion() {
        return webhook.conversionReviewVersions().stream()
                .filter(REVIEWS::contains)
                .findFirst()
                .orElse("v1");
    }

    /** Both groups say where a webhook is in the same words. */
    private WebhookClientConfig client() {
        var given = webhook.clientConfig();
        if (given == null) {
            return new WebhookClientConfig(null, null, null);
        }
        var service = given.service();
        return new WebhookClientConfig(
                service == null
                        ? null
                        : new ServiceReference(service.namespace(), service.name(), service.path(), service.port()),
                given.caBundle(),
                given.url());
    }
}
