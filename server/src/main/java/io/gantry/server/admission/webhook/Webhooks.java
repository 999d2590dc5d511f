package io.gantry.server.admission.webhook;

import io.gantry.api.KubeObject;
import io.gantry.api.admission.v1.AdmissionResponse;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfigurationType;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.admission.Admission;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.admission.MutationRound;
import io.gantry.server.admission.RequestRules;
import io.gantry.server.admission.SubresourceView;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.metrics.AdmissionMetrics.Half;
import io.gantry.server.metrics.HookMetrics.Why;
import io.gantry.server.patch.JsonPatch;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' {@code MutatingAdmissionWebhook} and {@code ValidatingAdmissionWebhook}.
 *
 * <p>Mutating hooks are asked one after the other, in the order of their configurations' names, validating hooks all at
 * once. A request that no hook wants costs a look at two empty collections. Thread-safe.
 */
public final class Webhooks implements Admission {
    /** What decides about admission is not itself subject to it: nobody could ever repair it. */
    private static final Set<String> EXEMPT = Set.of(
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations",
            "mutatingadmissionpolicies",
            "mutatingadmissionpolicybindings",
            "validatingadmissionpolicies",
            "validatingadmissionpolicybindings");

    private final Supplier<Registries> registries;
    private final RequestRules rules;
    private final Supplier<? extends Authorizer> authorizer;
    private final AdmissionMetrics metrics;
    private final HookCaller caller;
    private volatile @Nullable HookConditions conditions;

    /** @param authorizer for conditions that ask it */
    public Webhooks(
            Supplier<Registries> registries,
            Supplier<? extends Authorizer> authorizer,
            TlsTrust trust,
            AdmissionMetrics metrics,
            Time time) {
        this.registries = registries;
        this.rules = new RequestRules(registries);
        this.authorizer = authorizer;
        this.metrics = metrics;
        this.caller = new HookCaller(registries, trust, metrics, time);
    }

    boolean wants(Hook hook, AdmissionRequest request) {
        return RequestRules.any(hook.rules(), hook.exact(), request)
                && rules.chosen(hook.namespaces(), hook.objects(), request)
                && (hook.conditions().isEmpty() || conditions().hold(hook, request));
    }

    /** Two threads may make one each; that costs compiling twice and no more. */
    private HookConditions conditions() {
        HookConditions known = conditions;
        if (known == null) {
            known = new HookConditions(authorizer);
            conditions = known;
        }
        return known;
    }

    private static boolean subject(AdmissionRequest request) {
        return !(request.kind().group().equals("admissionregistration.k8s.io")
                && EXEMPT.contains(request.kind().plural()));
    }

    /** The mutating hooks' part in a request; null when there are none or the request is not for them. */
    public @Nullable MutationRound round(AdmissionRequest request) {
        List<Hook> hooks = mutating();
        return hooks.isEmpty() || !subject(request) ? null : new HookRound(this, hooks, request);
    }

    KubeObject mutated(Hook hook, AdmissionRequest request, KubeObject object) {
        Optional<AdmissionResponse> answer = caller.ask(hook, request, true, RequestScope.currentTrace());
        if (answer.isEmpty()) {
            return object;
        }
        note(hook, answer.get());
        var patch = answer.get().patch();
        if (patch == null || patch.size() == 0) {
            return object;
        }
        try {
            Object tree = JsonPatch.apply(Tree.of(object), Tree.parseJson(patch.shared()));
            KubeObject next = (KubeObject) Tree.toObject(Tree.object(tree), object.kind(), DecodeOptions.LENIENT);
            return Defaults.apply(next);
        } catch (DecodeException e) {
            unusable(hook, request);
            throw StatusException.internal(String.valueOf(e.getMessage()), e);
        } catch (StatusException e) {
            unusable(hook, request);
            throw StatusException.internal(
                    e.status().message() == null ? "" : e.status().message(), e);
        }
    }

    private void unusable(Hook hook, AdmissionRequest request) {
        metrics.hooks().rejected(hook.name(), Half.ADMIT, request.operation().name(), Why.APISERVER_INTERNAL_ERROR, 0);
    }

    @Override
    public void validate(AdmissionRequest given) {
        if (given.operation() == Operation.DELETE) {
            refuseDelete(given);
        }
        List<ValidatingWebhookConfiguration> configurations = registries
                .get()
                .registry(ValidatingWebhookConfigurationType.KIND)
                .all("");
        if (configurations.isEmpty() || !subject(given)) {
            return;
        }
        AdmissionRequest request = SubresourceView.of(given);
        List<Hook> hooks = configurations.stream()
                .flatMap(configuration -> configuration.webhooks().stream())
                .map(Hook::of)
                .filter(hook -> wants(hook, request))
                .toList();
        List<Optional<AdmissionResponse>> answers = hooks.size() == 1
                ? List.of(caller.ask(hooks.getFirst(), request, false, RequestScope.currentTrace()))
                : askAll(hooks, request);
        for (int i = 0; i < hooks.size(); i++) {
            if (answers.get(i).isPresent()) {
                note(hooks.get(i), answers.get(i).get());
            }
        }
    }

    /** There is nothing to change in what goes, but a mutating hook may say no to it, too. */
    private void refuseDelete(AdmissionRequest request) {
        List<Hook> hooks = mutating();
        if (hooks.isEmpty() || !subject(request)) {
            return;
        }
        for (Hook hook : hooks) {
            if (wants(hook, request)) {
                caller.ask(hook, request, true, RequestScope.currentTrace()).ifPresent(answer -> note(hook, answer));
            }
        }
    }

    /** In the order of their configurations' names, which is the store's. */
    private List<Hook> mutating() {
        List<MutatingWebhookConfiguration> configurations =
                registries.get().registry(MutatingWebhookConfigurationType.KIND).all("");
        return configurations.isEmpty()
                ? List.of()
                : configurations.stream()
                        .flatMap(configuration -> configuration.webhooks().stream())
                        .map(Hook::of)
                        .toList();
    }

    private List<Optional<AdmissionResponse>> askAll(List<Hook> hooks, AdmissionRequest request) {
        List<Future<Optional<AdmissionResponse>>> futures = new ArrayList<>();
        RequestTrace trace = RequestScope.currentTrace();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Hook hook : hooks) {
                futures.add(threads.submit(() -> caller.ask(hook, request, false, trace)));
            }
        }
        List<Optional<AdmissionResponse>> answers = new ArrayList<>();
        for (Future<Optional<AdmissionResponse>> future : futures) {
            try {
                answers.add(future.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StatusException.unavailable("the request was given up");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StatusException refused
                        ? refused
                        : new IllegalStateException("a webhook could not be asked", e.getCause());
            }
        }
        return answers;
    }

    /** Passes on what an answer says beside yes or no, and the no. */
    private static void note(Hook hook, AdmissionResponse answer) {
        answer.warnings().forEach(RequestScope::warn);
        answer.auditAnnotations().forEach((key, value) -> RequestScope.annotate(hook.name() + "/" + key, value));
        if (!Boolean.TRUE.equals(answer.allowed())) {
            throw Review.refusal(hook, answer);
        }
    }
}
