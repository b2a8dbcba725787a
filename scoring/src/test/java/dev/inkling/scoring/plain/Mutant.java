package dev.inkling.scoring.plain;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import dev.inkling.scoring.Engine;

/**
 * The engine with one change to one source file: compiled beside the others, and loaded with the model in a class loader of its own. What
 * the change replaces must stand in the file exactly once, so that a mutant that has lost its place says so.
 */
public final class Mutant implements AutoCloseable {
    private static final String OURS = "dev.inkling.";
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "inkling", "scoring");

    private final OwnFirst loader;
    private final Method difference;

    /**
     * Makes one.
     *
     * @param check  class with a method as {@link ModelCheck#difference}
     * @param folder takes its class files
     * @param file   below the package's sources
     * @param from   what stands there
     * @param to     what is to stand there
     * @throws IOException                  when a file cannot be read or written
     * @throws ReflectiveOperationException when the check has no such method
     */
    public Mutant(final Class<?> check, final Path folder, final String file, final String from, final String to)
        throws IOException, ReflectiveOperationException {
        final Path source = SOURCES.resolve(file);
        final String text = Files.readString(source);
        if (text.indexOf(from) < 0 || text.indexOf(from) != text.lastIndexOf(from)) {
            throw new AssertionError(source + " has not exactly one `" + from + "`: say anew what this mutant changes");
        }
        final Path mutated = Files.createDirectories(folder.resolve("source")).resolve(source.getFileName());
        Files.writeString(mutated, text.replace(from, to));
        compile(mutated, Files.createDirectories(folder.resolve("classes")));
        loader = new OwnFirst(new URL[] {folder.resolve("classes").toUri().toURL(), home(Engine.class), home(check)});
        difference = loader.loadClass(check.getName()).getMethod("difference", long.class, int.class);
    }

    private static URL home(final Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static void compile(final Path source, final Path to) throws IOException {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final StringWriter said = new StringWriter();
        final String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            final List<String> options = List.of("-proc:none", "-nowarn", "-d", to.toString(), "-cp", path);
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source)).call()) {
                throw new AssertionError("a mutant does not compile: " + said);
            }
        }
    }

    /**
     * As {@link ModelCheck#difference}, of this mutant.
     *
     * @param seed  of everything
     * @param count how many
     * @return the first difference in words, null if there is none
     * @throws ReflectiveOperationException when the check fails otherwise
     */
    public String difference(final long seed, final int count) throws ReflectiveOperationException {
        return (String) difference.invoke(null, seed, count);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Has classes of its own of everything that is ours; the first of its folders that has a class wins. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(final URL[] folders) {
            super(folders, Mutant.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                final Class<?> known = findLoadedClass(name);
                return known != null ? known : name.startsWith(OURS) ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        @Override
        public InputStream getResourceAsStream(final String name) {
            return Mutant.class.getClassLoader().getResourceAsStream(name);
        }
    }
}
