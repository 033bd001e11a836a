from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel


class WithLibrary(Distribution):
    """What is installed belongs to one kind of machine: the engine's library is in it."""

    def has_ext_modules(self):
        return True


class LibraryWheel(bdist_wheel):
    """A wheel for every Python 3: the library knows none."""

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


setup(distclass=WithLibrary, cmdclass={"bdist_wheel": LibraryWheel})
