package dev.inkling.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.Extension;

/**
 * Collects what Netty's leak detector finds, so that a test can fail on it. JUnit makes one, as an extension, before the first test
 * runs, since Netty asks for its detector when its buffers are first used.
 */
@SuppressWarnings("deprecation")
public final class LeakWatch implements Extension {
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    /** Has every leak in this JVM collected from now on. */
    public LeakWatch() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(final Class<T> resource, final int samplingInterval,
                                                                       final long maxActive) {
                return newResourceLeakDetector(resource, samplingInterval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(final Class<T> resource, final int samplingInterval) {
                return new Collecting<>(resource, samplingInterval);
            }
        });
    }

    /**
     * Leaks found so far.
     *
     * @return their records
     */
    public static List<String> leaks() {
        return List.copyOf(LEAKS);
    }

    /** Forgets the leaks found so far. */
    public static void clear() {
        LEAKS.clear();
    }

    private static final class Collecting<T> extends ResourceLeakDetector<T> {
        Collecting(final Class<T> resource, final int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(final String resourceType, final String records) {
            LEAKS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(final String resourceType) {
            LEAKS.add(resourceType);
        }
    }
}
