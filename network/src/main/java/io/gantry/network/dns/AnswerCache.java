package io.gantry.network.dns;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Answers of other name servers, for as long as they say and at most 30 seconds (CoreDNS' cache in a Kubernetes cluster).
 * Bounded: the least recently used goes first. Thread safe; messages in it are never changed.
 */
final class AnswerCache {
    private static final long MAX_SECONDS = 30;

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Stored> entries;

    /** What was asked. Names do not depend on upper and lower case. */
    record Key(String name, int type, int dclass, boolean dnssec) {
        static Key of(Record question, boolean dnssec) {
            return new Key(
                    question.getName().toString().toLowerCase(Locale.ROOT),
                    question.getType(),
                    question.getDClass(),
                    dnssec);
        }
    }

    private record Stored(Message message, long storedNanos, long seconds) {}

    AnswerCache(Time time, int capacity) {
        this.time = time;
        this.entries = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Stored> eldest) {
                return size() > capacity;
            }
        };
    }

    /** A message that is still good; its TTLs are those of when it came, {@code ageSeconds} ago. */
    record Hit(Message message, long ageSeconds) {}

    @Nullable
    Hit get(Key key) {
        lock.lock();
        try {
            var entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            var age = Duration.ofNanos(time.nanoTime() - entry.storedNanos()).toSeconds();
            if (age >= entry.seconds()) {
                entries.remove(key);
                return null;
            }
            return new Hit(entry.message(), age);
        } finally {
            lock.unlock();
        }
    }

    void put(Key key, Message message) {
        long seconds = lifetime(message);
        if (seconds <= 0) {
            return;
        }
        lock.lock();
        try {
            entries.put(key, new Stored(message, time.nanoTime(), seconds));
        } finally {
            lock.unlock();
        }
    }

    /** How long an answer may be kept; 0 for not at all. */
    static long lifetime(Message message) {
        int rcode = message.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN
                || message.getHeader().getFlag(Flags.TC)) {
            return 0;
        }
        var answers = message.getSection(Section.ANSWER);
        long seconds = MAX_SECONDS;
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
            for (var entry : message.getSection(section)) {
                if (entry.getType() != Type.OPT) {
                    seconds = Math.min(seconds, entry.getTTL());
                }
            }
        }
        if (rcode == Rcode.NXDOMAIN || answers.isEmpty()) {
            // A denial without a SOA must not be kept (RFC 2308).
            var soa = message.getSection(Section.AUTHORITY).stream()
                    .filter(SOARecord.class::isInstance)
                    .map(SOARecord.class::cast)
                    .findFirst();
            return soa.isEmpty() ? 0 : Math.min(seconds, soa.get().getMinimum());
        }
        return seconds;
    }
}
