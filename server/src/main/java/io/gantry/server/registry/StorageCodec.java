package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.TypeMeta;
import io.gantry.server.encryption.Encryption;
import io.gantry.store.ValueCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects as Kubernetes stores them: protobuf in its envelope, custom resources as JSON; without their resource version,
 * which is the store's revision; encrypted, where {@link Encryption} says so.
 *
 * <p>Objects read from bytes share equal parts by way of one interner, which decides how much memory a cluster takes. An
 * object that came in as JSON shares nothing yet: {@link #shared} passes it through the stored form, and keeps that for the
 * write that follows, so that it is encoded once. Thread-safe.
 */
public final class StorageCodec implements ValueCodec<KubeObject> {
    private static final int SLOTS = 64;

    /** An object and its stored form; the bytes are never changed. */
    private static final class Encoded {
        final KubeObject object;
        final byte[] bytes;

        Encoded(KubeObject object, byte[] bytes) {
            this.object = object;
            this.bytes = bytes;
        }
    }

    private final Interner interner;
    private final Encryption encryption;
    private final Map<TypeMeta, Kind<CustomObject>> unknown = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable Encoded> encoded = new AtomicReferenceArray<>(SLOTS);

    /** Without encryption at rest. */
    public StorageCodec(Interner interner) {
        this(interner, Encryption.none());
    }

    public StorageCodec(Interner interner, Encryption encryption) {
        this.interner = interner;
        this.encryption = encryption;
    }

    /** What equal parts are shared by. */
    public Interner interner() {
        return interner;
    }

    @Override
    public byte[] encode(String key, KubeObject value) {
        return encryption.seal(key, encoded(value));
    }

    private byte[] encoded(KubeObject value) {
        int slot = slot(value);
        Encoded known = encoded.get(slot);
        if (known != null && known.object == value) {
            encoded.compareAndSet(slot, known, null);
            return known.bytes;
        }
        return bytes(value);
    }

    private static byte[] bytes(KubeObject value) {
        KubeObject stored = Metas.withResourceVersion(value, null);
        return stored instanceof CustomObject ? Json.encode(stored) : Proto.encode(stored);
    }

    @Override
    public KubeObject decode(String key, byte[] bytes, long modRevision) {
        return stamped(decode(encryption.open(key, bytes, modRevision)), modRevision);
    }

    /** Whether the entry is to be written even if nothing in it changes: {@link Encryption#isStale}. */
    public boolean isStale(String key, long modRevision) {
        return encryption.isStale(key, modRevision);
    }

    private KubeObject decode(byte[] bytes) {
        Object object = Proto.isProto(bytes) ? Proto.decode(bytes, null, interner) : json(bytes);
        if (object instanceof KubeObject kube) {
            return kube;
        }
        throw new IllegalStateException("the store holds a " + object.getClass().getName() + ", which is no object");
    }

    /**
     * A custom resource is read before its definition is known, so that its kind has nothing but names; whoever serves
     * it shows it as the kind that the definition makes ({@link Strategy#read}).
     */
    private Object json(byte[] bytes) {
        TypeMeta type = Json.typeMeta(bytes);
        if (Kinds.find(type.apiVersion(), type.kind()) != null) {
            return Json.decode(bytes, null, DecodeOptions.LENIENT);
        }
        return Json.decode(bytes, unknown.computeIfAbsent(type, StorageCodec::kindOf), DecodeOptions.LENIENT);
    }

    private static Kind<CustomObject> kindOf(TypeMeta type) {
        int slash = type.apiVersion().indexOf('/');
        if (slash < 0 || type.kind().isEmpty()) {
            throw new IllegalStateException("the store holds a custom resource of no kind: " + type);
        }
        return CustomObject.kind(
                type.apiVersion().substring(0, slash),
                type.apiVersion().substring(slash + 1),
                CustomObject.Names.of(type.kind(), ""),
                true);
    }

    /** What stands between an object's encoded form and the stored one. */
    public Encryption encryption() {
        return encryption;
    }

    @Override
    public KubeObject stamp(KubeObject value, long modRevision) {
        encryption.committed(modRevision);
        return stamped(value, modRevision);
    }

    private static KubeObject stamped(KubeObject value, long modRevision) {
        return Metas.withResourceVersion(value, Long.toString(modRevision));
    }

    /** The object as it will be read back, sharing what it can with those that are known already; without a version. */
    @SuppressWarnings("unchecked") // decoding gives the kind that was encoded
    public <T extends KubeObject> T shared(T object) {
        if (object instanceof CustomObject) {
            return Metas.withResourceVersion(object, null);
        }
        byte[] bytes = bytes(object);
        KubeObject result = decode(bytes);
        encoded.set(slot(result), new Encoded(result, bytes));
        return (T) result;
    }

    private static int slot(KubeObject object) {
        return System.identityHashCode(object) & (SLOTS - 1);
    }
}
